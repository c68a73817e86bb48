/** `npm run -s sbom`: writes sbom.cdx.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSbom, isForDevelopment, root } from './sbom.ts';

const sbom = createSbom();
writeFileSync(join(root, 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`);
const inProduction = sbom.components.filter((component) => !isForDevelopment(component)).length;
console.log(
  `sbom.cdx.json: CycloneDX ${sbom.specVersion}, ${sbom.components.length} components, ${inProduction} of them in production`,
);
