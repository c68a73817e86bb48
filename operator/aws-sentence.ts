const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** One sentence about a failed call, without a stack trace. */
export function awsSentence(error: unknown, service: string): string {
  if (!(error instanceof Error)) return `${service} failed: ${String(error)}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (error.name === 'CredentialsProviderError') {
    return /profile/i.test(error.message)
      ? 'no AWS credentials were found for that profile: log in with it, or name another with --profile'
      : 'no AWS credentials were found: log in, or name a profile with --profile';
  }
  if (/ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(error.name)) {
    return `AWS does not take these credentials (${error.name}): log in again, or name a profile with --profile`;
  }
  if (/AccessDenied|AuthorizationError/.test(error.name)) {
    return `these credentials may not do that in ${service}: ${error.message}`;
  }
  if (network.has(code) || error.name === 'TimeoutError') return `${service} cannot be reached (${code})`;
  return `${service} failed with ${error.name}: ${error.message}`;
}
