import fc from 'fast-check';
import * as z from 'zod';
import type { PayloadSchema } from '../../lambdas/processing/validate-payload.ts';

const leaf = fc.constantFrom<z.ZodType>(
  z.string(),
  z.number(),
  z.int(),
  z.boolean(),
  z.null(),
  z.any(),
  z.never(),
  z.string().regex(/^a+$/),
  z.enum(['a', 'b']),
  z.coerce.number(),
  z.iso.datetime(),
);

const zodSchema: fc.Arbitrary<z.ZodType> = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    leaf,
    fc
      .dictionary(fc.constantFrom('a', 'b', 'id', '__proto__', 'length', ''), tie('schema'), { maxKeys: 3 })
      .map((shape) => z.object(shape)),
    tie('schema').map((item) => z.array(item)),
    tie('schema').map((inner) => inner.optional()),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => z.union([one, other])),
    tie('schema').map((value) => z.record(z.string(), value)),
    tie('schema').map((inner) =>
      inner.transform(() => {
        throw new TypeError('a transform that fails');
      }),
    ),
  ),
})).schema;

const standard = (validate: PayloadSchema<unknown>['~standard']['validate']): PayloadSchema<unknown> => ({
  '~standard': { validate },
});

/** Schemas of other libraries, of which some keep to Standard Schema badly. */
const otherSchema = fc.constantFrom(
  standard((value) => ({ value })),
  standard(async (value) => ({ value })),
  standard(() => ({ issues: [] })),
  standard(() => ({
    issues: Array.from({ length: 1000 }, (_, n) => ({ path: [n, { key: Symbol('s') }, 'x'.repeat(500)] })),
  })),
  standard(() => {
    throw new RangeError('a schema that fails');
  }),
  standard(() => Promise.reject(new Error('a schema that rejects'))),
);

export const schemas: fc.Arbitrary<PayloadSchema<unknown> | null> = fc.oneof(
  { weight: 3, arbitrary: zodSchema },
  { weight: 1, arbitrary: otherSchema },
  { weight: 6, arbitrary: fc.constant(null) },
);
