import { isDeepStrictEqual } from 'node:util';
import { type Mapping, type RunningMapping, startMapping } from './event-source-mapping.ts';
import type { HttpApi } from './http-api.ts';
import { createLambdaFunction, type LambdaFunction } from './lambda-function.ts';
import type { FunctionSettings } from './lambda-process.ts';
import type { PhysicalResources } from './physical-resources.ts';
import { declaredFunctions, declaredMappings, declaredRoutes } from './read-deployment.ts';
import type { Services } from './services.ts';
import type { Assembly } from './template.ts';

/** Functions, mappings and routes as the template declares them. */
export interface Deployment {
  /** Starts what is new, changes what differs, stops what is gone. */
  apply(assembly: Assembly, resources: PhysicalResources, variables?: Readonly<Record<string, string>>): Promise<void>;
  /** Resolves when the function is ready to run. */
  warmUp(logicalId: string): Promise<void>;
  /** Takes no more, and lets requests and invocations under way end, for as long as `graceMs` allows. */
  stop(graceMs: number): Promise<void>;
}

interface RunningFunction {
  settings: FunctionSettings;
  readonly lambda: LambdaFunction;
}

interface MappedQueue {
  readonly mapping: Mapping;
  readonly functionId: string;
  readonly running: RunningMapping;
}

export function createDeployment(
  services: Services,
  api: HttpApi,
  write: (functionName: string, line: string) => void,
): Deployment {
  const functions = new Map<string, RunningFunction>();
  const mappings = new Map<string, MappedQueue>();

  const invoke = async (functionId: string, event: string, traceId?: string) =>
    functions.get(functionId)?.lambda.invoke(event, traceId) ?? { kind: 'throttled' as const };

  const applyFunctions = (wanted: ReadonlyMap<string, FunctionSettings>) => {
    for (const [id, settings] of wanted) {
      const existing = functions.get(id);
      if (!existing) {
        functions.set(id, { settings, lambda: createLambdaFunction(settings, (line) => write(id, line)) });
      } else if (!isDeepStrictEqual(existing.settings, settings)) {
        existing.settings = settings;
        existing.lambda.update(settings);
      }
    }
  };
  const applyMappings = async (wanted: ReadonlyMap<string, { mapping: Mapping; functionId: string }>) => {
    for (const [id, { mapping, functionId, running }] of mappings) {
      if (isDeepStrictEqual(wanted.get(id), { mapping, functionId })) continue;
      mappings.delete(id);
      await running.stop();
    }
    for (const [id, { mapping, functionId }] of wanted) {
      if (mappings.has(id)) continue;
      const running = startMapping(services.sqsClient, mapping, (event) => invoke(functionId, event));
      mappings.set(id, { mapping, functionId, running });
    }
  };
  const removeFunctions = async (wanted: ReadonlyMap<string, FunctionSettings>) => {
    const gone = [...functions].filter(([id]) => !wanted.has(id));
    for (const [id] of gone) functions.delete(id);
    await Promise.all(gone.map(([, { lambda }]) => lambda.stop()));
  };

  return {
    async apply(assembly, resources, variables = {}) {
      const wanted = declaredFunctions(assembly, resources, services, variables);
      applyFunctions(wanted);
      const { apiId, targets, throttle } = declaredRoutes(assembly.template, resources);
      api.serve({
        apiId,
        throttle,
        targets: new Map(
          [...targets].map(([key, id]) => [key, (event: string, traceId?: string) => invoke(id, event, traceId)]),
        ),
      });
      await applyMappings(declaredMappings(assembly.template, resources));
      await removeFunctions(wanted);
    },
    async warmUp(logicalId) {
      await functions.get(logicalId)?.lambda.warmUp();
    },
    async stop(graceMs) {
      const ended = Promise.all([api.stop(graceMs), ...[...mappings.values()].map(({ running }) => running.stop())]);
      const timer = Promise.withResolvers<void>();
      const timeout = setTimeout(timer.resolve, graceMs);
      await Promise.race([ended, timer.promise]);
      clearTimeout(timeout);
      await Promise.all([...functions.values()].map(({ lambda }) => lambda.stop()));
      await ended;
    },
  };
}
