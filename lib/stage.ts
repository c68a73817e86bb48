import { RemovalPolicy } from 'aws-cdk-lib';
import { UserMistake } from './user-mistake.ts';

/** `prod` keeps data when the stack, or an endpoint of it, is deleted; `dev` deletes all of it. */
export type Stage = 'dev' | 'prod';

/** Reads a stage as it was written; `prod` when it was not. Throws UserMistake. */
export function readStage(text: unknown): Stage {
  if (text === undefined || text === 'prod') return 'prod';
  if (text === 'dev') return 'dev';
  throw new UserMistake(`stage is '${text}': it must be dev or prod.`);
}

/**
 * What becomes of a resource that holds data or evidence. In production it stays, except when the very deployment that
 * created it is rolled back: a queue that stayed then would block the next attempt with its name.
 */
export function removalPolicyOf(stage: Stage): RemovalPolicy {
  return stage === 'dev' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}
