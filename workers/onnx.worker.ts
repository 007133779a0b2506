import { onnxJob } from './onnx-job';
import { serveBrowser } from './serve';

serveBrowser([onnxJob]);
