import { nodeIo } from './node-io';
import { runCli } from './run';

/** Whoever read our output has gone, as `head` does: nothing is wrong, and there is no one left to tell. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), nodeIo);
