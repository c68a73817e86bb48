/** Cases that no test of this folder can show: the file that shows one instead, and why; or null where nothing in the repository can. */
export const elsewhere: Readonly<Record<string, { readonly file: string | null; readonly reason: string }>> = {
  'INF-12': {
    file: 'test/infra/bundles.test.ts',
    reason: 'the bundle is built and read there: nothing evaluated, what a cold start reads, its size',
  },
  'INF-13': {
    file: null,
    reason: 'amount, currency and account of an authentic event are for the processor to check: no inbox knows them',
  },
  'SSR-12': {
    file: null,
    reason: 'what a processor fetches is its own business; the inbox itself never fetches a URL of a payload (SSR-08)',
  },
  'ROU-08': {
    file: 'test/infra/webhook-stack.test.ts',
    reason: 'the template closes the API’s own host name when a custom domain stands in front',
  },
};
