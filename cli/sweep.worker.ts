/** The thread that `sweep` and `bench` start, as often as there are workers: a file of its own in the build. */
import '../workers/node-entry';
