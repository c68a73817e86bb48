/**
 * Imported before anything else (`node --import`): the module that VARIANT names is loaded with the one change that variant is.
 * Throws when what it replaces does not stand in the file exactly once, so that a variant never tests nothing.
 */
import { registerHooks } from 'node:module';
import { variants } from './variants.ts';

const variant = variants[Number(process.env.VARIANT)];
if (!variant) throw new Error(`VARIANT is ${process.env.VARIANT}: it should be below ${variants.length}`);
const target = new URL(`../../${variant.file}`, import.meta.url).href;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (url !== target) return loaded;
    const source = String(loaded.source);
    const parts = source.split(variant.replace);
    if (parts.length !== 2) throw new Error(`"${variant.replace}" stands ${parts.length - 1} times in ${variant.file}`);
    return { ...loaded, source: parts.join(variant.by) };
  },
});
