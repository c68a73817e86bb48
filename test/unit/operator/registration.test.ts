import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processorEvents, routesIn } from '../../../operator/processor-events.ts';
import { pasted, registrationOf } from '../../../operator/registration.ts';
import { endpointOf, providerNamed } from './inbox-fixture.ts';

describe('the event types of a processor', () => {
  it('are read as they are written, whatever stands around them', () => {
    const source = `
      import { defineProcessor, on } from '../processing/define-processor.ts';
      // defineProcessor({ 'not.this': x })
      const other = { 'nor.this': "it's", deeper: { 'no.no': 1 } };
      export const handler = defineProcessor({
        'invoice.paid': on(Invoice, async ({ payload }) => { call({ 'inner.key': 1, a: [2, 3] }); }),
        "quoted.\\twice": async () => {}, // 'a.comment': x
        push: async ({ event }) => ({ nested: event }),
        async method(event) {},
        plain(event) {},
        '2': later,
        'customer.*': async () => \`\${'{'} 'template.key': \`,
      }, { backoff: { baseSeconds: 1 } });
    `;
    expect(routesIn(source)).toEqual(['invoice.paid', 'quoted.\\twice', 'push', 'method', 'plain', '2', 'customer.*']);
  });

  it('are none where no processor is defined, and unknown where there is no file', async () => {
    expect(routesIn('export const handler = () => {};')).toEqual([]);
    expect(await processorEvents('nobody-wrote-this')).toBeNull();
  });

  it('are those of the processors of this checkout', async () => {
    expect(await processorEvents('stripe')).toEqual(['invoice.paid', 'customer.*']);
    const folder = join(import.meta.dirname, '../../support/operator-app/processors');
    expect(await processorEvents('unready', folder)).toEqual(['invoice.*', 'customer.*', 'charge.*', '*']);
  });
});

describe('what is pasted to register an endpoint', () => {
  it('is the public URL and the event types that the processor takes', async () => {
    const registration = await registrationOf(endpointOf(providerNamed('stripe')));
    expect(pasted(registration)).toEqual(['https://hooks.example.com/hooks/stripe', 'invoice.paid']);
    expect(registration.manyEvents).toEqual(['customer.*']);
    expect(registration.documentation).toMatch(/^https:\/\/docs\.stripe\.com\//);
  });

  it('is the content type as well where the provider lets one choose', async () => {
    const registration = await registrationOf(endpointOf(providerNamed('github')));
    expect(pasted(registration).at(-1)).toBe('application/json');
  });

  it('is the URL alone where the processor is elsewhere', async () => {
    const registration = await registrationOf(endpointOf(providerNamed('twilio'), { processor: 'elsewhere' }));
    expect(pasted(registration)).toEqual(['https://hooks.example.com/hooks/twilio']);
  });
});
