import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { type DescribedProvider, describeProvider } from '../../operator/describe-provider.ts';

const evidenceTitles = {
  'vendor-code': 'the vendor’s own code',
  'vendor-docs': 'the vendor’s documentation',
  'third-party': 'third parties: have one genuine delivery accepted before you rely on it',
} as const;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

/** The text of docs/providers.md. */
export function providersPage(catalogue: ReadonlyMap<string, Provider>): string {
  const all = [...catalogue.values()].map(describeProvider);
  const counts = Object.entries(evidenceTitles).map(
    ([evidence, title]) => `- ${all.filter((one) => one.evidence === evidence).length} from ${title}`,
  );
  return `# Providers

Written by \`npm run catalogue\` from the definitions in lambdas/providers: ${all.length} providers, whose schemes were read from

${counts.join('\n')}

\`npm run inbox providers NAME\` shows one of them with the steps to register an endpoint.

| name | provider | signed with | event id | type | handshake, batch, answer | evidence |
|---|---|---|---|---|---|---|
${all.map(row).join('\n')}

## What a signature does not cover

A delivery that is accepted says who sent it. Of these providers it does not say, or not fully, that nobody changed the body.

| name | what anybody can change who saw a delivery, or what else to know |
|---|---|
${all.flatMap(caution).join('\n')}
`;
}

function row(one: DescribedProvider): string {
  const tolerance = one.toleranceSeconds === null ? '' : `, ${one.toleranceSeconds} s`;
  const more = [
    ...one.handshakes,
    ...(one.batch ? [`events at ${one.batch.join(', ')}`] : []),
    ...one.answers.map((answer) => `answers ${answer}`),
  ];
  const source = one.docs ? `[${one.evidence}](${one.docs})` : one.evidence;
  const name = `\`${one.name}\``;
  const cells = [
    one.displayName,
    one.signedWith + tolerance,
    one.eventId,
    one.eventType.join(', else ') || '–',
    more.join('; ') || '–',
  ];
  return `| ${name} | ${cells.map(cell).join(' | ')} | ${source}: ${cell(one.source)} |`;
}

function caution(one: DescribedProvider): readonly string[] {
  const texts = [one.bodyNotCovered, one.caution].filter((text) => text !== null);
  return texts.length === 0 ? [] : [`| \`${one.name}\` | ${cell(texts.join('; '))} |`];
}
