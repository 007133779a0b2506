import type { OperatorGraph } from '../graph';
import type { PlacedEpisode, Schedule } from '../schedule';
import { Placer } from './placer';
import { placementProblem } from './problem';

/** Addresses for the episodes of one schedule, within a number of nodes. */
export class PlacementAttempt {
  readonly #schedule: Schedule;
  readonly #placer: Placer;
  readonly #mostNodes: number;

  constructor(graph: OperatorGraph, schedule: Schedule, capacity: number, mostNodes: number) {
    this.#schedule = schedule;
    this.#mostNodes = mostNodes;
    const buffers = schedule.episodes.map(({ tensor, lower, upper }) => ({
      ...{ lower, upper },
      bytes: graph.tensors[tensor]!.bytes,
    }));
    this.#placer = new Placer(placementProblem(buffers, capacity));
  }

  /** `failed`: there is no placement, or none was found. */
  get status(): 'open' | 'placed' | 'failed' {
    const { status, nodes } = this.#placer;
    if (status === 'placed') return 'placed';
    return status === 'impossible' || nodes >= this.#mostNodes ? 'failed' : 'open';
  }

  step(nodes: number): void {
    this.#placer.step(Math.min(nodes, this.#mostNodes - this.#placer.nodes));
  }

  episodes(): readonly PlacedEpisode[] {
    const offsets = this.#placer.offsets!;
    return this.#schedule.episodes.map((episode, index) => ({ ...episode, offset: offsets[index]! }));
  }
}
