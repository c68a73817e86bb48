import { awsSentence } from './aws-sentence.ts';
import { OperatorError } from './operator-error.ts';

/** Runs a call to a service; what it throws becomes an OperatorError of one sentence. */
export async function explain<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new OperatorError(awsSentence(error, service), { cause: error });
  }
}
