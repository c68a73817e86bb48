import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { nameOf } from './table.ts';

interface Version {
  readonly value: string;
  readonly sinceMs: number;
}

/** Secrets Manager with the two staging labels that every secret has. */
export interface Secrets {
  readonly rotate: (arn: string, value: string, nowMs: number) => void;
  readonly rotatedAtMs: (arn: string) => number;
  /** Applies one command at once; throws what Secrets Manager would answer. */
  readonly apply: (command: unknown) => unknown;
}

export function createSecrets(): Secrets {
  const versions = new Map<string, { current: Version; previous: Version | null }>();
  return {
    rotate(arn, value, nowMs) {
      versions.set(arn, { current: { value, sinceMs: nowMs }, previous: versions.get(arn)?.current ?? null });
    },
    rotatedAtMs: (arn) => versions.get(arn)?.current.sinceMs ?? 0,
    apply(command) {
      if (!(command instanceof GetSecretValueCommand)) throw new Error(`it was sent a ${nameOf(command)}`);
      const { SecretId = '', VersionStage } = command.input;
      const secret = versions.get(SecretId);
      if (!secret) throw new Error(`there is no secret ${SecretId}`);
      const version = VersionStage === 'AWSCURRENT' ? secret.current : secret.previous;
      if (!version) throw Object.assign(new Error('no such version'), { name: 'ResourceNotFoundException' });
      return { SecretString: version.value, CreatedDate: new Date(version.sinceMs) };
    },
  };
}
