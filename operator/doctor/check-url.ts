import type { ProbeAnswer } from './ports.ts';
import { type CheckResult, type Finding, found, notChecked, right } from './report.ts';

/** Whether the URL answers, in AWS over TLS with a certificate that is valid. */
export function checkUrl(url: string, kind: 'local' | 'deployed', answer: ProbeAnswer): CheckResult {
  const findings: Finding[] = [];
  if (kind === 'deployed' && !url.startsWith('https://')) {
    findings.push({
      code: 'URL_NOT_HTTPS',
      sentence: `${url} is not https: payloads and tokens would travel in the clear, and most providers refuse it`,
      remedy: 'declare a publicUrl or domain that begins with https:// in bin/webhooks.ts, then: npx cdk deploy',
    });
  }
  if (answer.kind === 'failed') findings.push(failure(url, kind, answer.code));
  return findings.length > 0 ? found(...findings) : right();
}

const noHost = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA']);
const certificate = /CERT|SELF_SIGNED|VERIFY|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO_GET_ISSUER/;

function failure(url: string, kind: 'local' | 'deployed', code: string): Finding {
  const { host } = new URL(url);
  if (noHost.has(code)) {
    return {
      code: 'URL_NO_SUCH_HOST',
      sentence: `${host} has no address in the DNS (${code})`,
      remedy: `point ${host} at the output DomainTarget of the stack (CNAME or alias)`,
    };
  }
  if (certificate.test(code)) {
    return {
      code: 'URL_CERTIFICATE',
      sentence: `the certificate of ${host} is not valid (${code}): providers refuse to deliver`,
      remedy: `openssl s_client -connect ${host}${/:\d+$/.test(host) ? '' : ':443'} shows it; renew it, or name another as domain.certificateArn`,
    };
  }
  return {
    code: 'URL_UNREACHABLE',
    sentence: `${url} does not answer (${code})`,
    remedy: kind === 'local' ? 'start the inbox again: npm start' : 'look at what stands in front of the API',
  };
}

/** Whether anything is served at the URL: without a signature the inbox itself answers 401, and API Gateway 404. */
export function checkRoute(
  url: string,
  { unsigned }: { readonly unsigned: boolean },
  answer: ProbeAnswer,
): CheckResult {
  if (answer.kind === 'failed') return notChecked('the URL does not answer');
  if (unsigned) return notChecked('it takes unsigned deliveries: a request that asks would queue an event');
  if (answer.status !== 404) return right();
  return found({
    code: 'ROUTE_MISSING',
    sentence: `${url} answers 404: nothing is served there`,
    remedy: 'inbox endpoints (lists the URLs that are served)',
  });
}
