import { environmentSteps } from './environment-steps.ts';
import type { Hazards } from './harm-steps.ts';
import { ingestSteps } from './ingest-steps.ts';
import { processorSteps } from './processor-steps.ts';
import type { Protocol } from './protocol.ts';
import type { State } from './state.ts';
import type { Step } from './step.ts';

export type StepsOf = (state: State) => readonly Step[];

/** Everything that may happen next. */
export const stepsOf =
  (protocol: Protocol, hazards: Hazards): StepsOf =>
  (state) => [
    ...state.tasks.flatMap((task, index) => {
      const others: State = { ...state, tasks: state.tasks.toSpliced(index, 1) };
      return task.kind === 'ingest' ? ingestSteps(protocol, others, task) : processorSteps(protocol, others, task);
    }),
    ...environmentSteps(protocol, state, hazards),
  ];
