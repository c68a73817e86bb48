import { isDeepStrictEqual } from 'node:util';

type Section = Readonly<Record<string, unknown>>;

/** Only these decide what exists and how it behaves. */
const sections = ['Resources', 'Outputs', 'Parameters', 'Conditions', 'Mappings'] as const;

/** Names of what differs between two templates, or is in one of them only. */
export function differences(one: unknown, other: unknown): readonly string[] {
  const differing = sections.flatMap((section) => {
    const [left, right] = [sectionOf(one, section), sectionOf(other, section)];
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].filter((name) => !isDeepStrictEqual(bare(left[name]), bare(right[name])));
  });
  const [left, right] = [sectionOf(one, 'Metadata'), sectionOf(other, 'Metadata')];
  return isDeepStrictEqual(left.WebhookInbox, right.WebhookInbox) ? differing : [...differing, 'WebhookInbox'];
}

const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null;

function sectionOf(template: unknown, name: string): Section {
  const section = isSection(template) ? template[name] : undefined;
  return isSection(section) ? section : {};
}

/** A resource without what is said about it. */
function bare(resource: unknown): unknown {
  if (!isSection(resource)) return resource;
  const { Metadata: _, ...rest } = resource;
  return rest;
}
