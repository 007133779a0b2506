import { useMemo, useRef } from 'react';
import type { Design } from '../../../models/design/types';
import { findFormat } from '../../../models/formats/registry';
import { formatQuantity } from '../../../models/units';
import { describeWorkload } from '../../../models/workload/describe';
import { tableTotals } from '../../../models/workload/layer-table/totals';
import { tableKinds } from '../../../models/workload/layer-table/describe';
import type { LayerTable } from '../../../models/workload/layer-table/types';
import type { DecoderWorkload, TensorRole } from '../../../models/workload/types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { ModelSource } from './ModelSource';
import { useImportFile } from './use-import-file';
import styles from './design.module.css';

const BITS_PER_BYTE = 8;
const WITHOUT_A_RULE = 'bf16';

function bytesOf({ formats }: Design, role: TensorRole): number {
  const rule = formats.findLast(({ match }) => match.role === role && match.layers === undefined);
  const format = findFormat(rule?.format ?? WITHOUT_A_RULE);
  return (format?.bitsPerElement ?? NaN) / BITS_PER_BYTE;
}

/** What the model is made of, and how to bring one's own. */
export function ModelCard() {
  const design = useRidgeline(selectDesign);
  const importFile = useImportFile();
  const input = useRef<HTMLInputElement>(null);
  const { workload } = design;
  const { workload: origin } = design.origin;
  return (
    <div className={styles.origin}>
      {workload.kind === 'layers' ? (
        <TableLines table={workload} />
      ) : (
        <DecoderLines workload={workload} kvBytes={bytesOf(design, 'kv')} stateBytes={bytesOf(design, 'state')} />
      )}
      <p className={styles.quiet}>
        {origin === null ? 'Imported' : <ModelSource preset={origin.preset} dataVersion={origin.dataVersion} />} · or
        drop a{' '}
        <button type="button" className={styles.link} onClick={() => input.current?.click()}>
          config.json or .onnx file
        </button>
        ; it stays on this machine
      </p>
      <input
        ref={input}
        type="file"
        accept=".json,application/json,.onnx"
        hidden
        aria-label="Import a config.json or an ONNX file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void importFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function TableLines({ table }: { readonly table: LayerTable }) {
  const { parameters, macs } = useMemo(() => tableTotals(table), [table]);
  const kinds = useMemo(() => tableKinds(table), [table]);
  return (
    <dl className={styles.model}>
      <dt>Parameters</dt>
      <dd>{formatQuantity(parameters, 'parameters').text}</dd>
      <dt>Work</dt>
      <dd>{formatQuantity(macs, 'macs').text} an inference</dd>
      <dt>Layers</dt>
      <dd>{kinds.map(({ label, layers }) => `${layers} ${label}`).join(', ')}</dd>
    </dl>
  );
}

interface DecoderLinesProps {
  readonly workload: DecoderWorkload;
  readonly kvBytes: number;
  readonly stateBytes: number;
}

function DecoderLines({ workload, kvBytes, stateBytes }: DecoderLinesProps) {
  const summary = useMemo(() => describeWorkload(workload, kvBytes, stateBytes), [workload, kvBytes, stateBytes]);
  const parameters = formatQuantity(summary.parameters, 'parameters').text;
  const active = formatQuantity(summary.activeParameters, 'parameters').text;
  const perToken = formatQuantity(summary.kvBytesPerToken, 'bytes').text;
  const kinds = summary.layersByKind.map(({ label, layers }) => `${layers} ${label}`).join(', ');
  const moe = summary.moeLayers > 0 ? `, ${summary.moeLayers} with experts` : '';
  return (
    <dl className={styles.model}>
      <dt>Parameters</dt>
      <dd>
        {parameters}
        {summary.activeParameters === summary.parameters ? '' : `, ${active} active`}
      </dd>
      <dt>Layers</dt>
      <dd>
        {kinds}
        {moe}
      </dd>
      <dt>KV cache</dt>
      <dd>{perToken} per token</dd>
    </dl>
  );
}
