// Loaded before start.ts (`node --import`), in JavaScript, since an older Node cannot read TypeScript at all.
const needed = 24;
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < needed) {
  console.error(
    `The inbox needs Node ${needed} or newer, and this is ${process.versions.node}: install it from https://nodejs.org and run \`npm ci\` again.`,
  );
  process.exit(1);
}
