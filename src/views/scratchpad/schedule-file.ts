import type { ScheduleState } from '../../state/scratchpad/questions';

/** A schedule as it is saved: by names, in bytes and steps, steps counted from zero and ends exclusive. */
export function scheduleFile({ question, output }: NonNullable<ScheduleState['answer']>) {
  const { graph, compulsoryBytes } = question.loaded;
  const { best, lowerBound, upperBound } = output;
  return {
    graph: graph.name,
    scratchpadBytes: question.scratchpadBytes,
    compulsoryBytes,
    movedBytes: upperBound,
    lowerBound,
    isOptimal: lowerBound >= upperBound,
    spilledBytes: best.spilledBytes,
    retrievedBytes: best.retrievedBytes,
    order: best.order.map((operator) => graph.operators[operator]!.name),
    episodes: best.episodes.map(({ tensor, lower, upper, offset }) => {
      const { name, kind, bytes } = graph.tensors[tensor]!;
      return { tensor: name, kind, bytes, address: offset, fromStep: lower, toStep: upper };
    }),
  };
}
