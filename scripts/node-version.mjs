// Imported first by each program here, and importing nothing: it must run on a Node that is too old for the rest.

/** Ends the program with one clear sentence where this Node can't run Sayso. Keep in step with `engines`. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Sayso needs Node 20.19 or newer, and this is Node ${process.versions.node}: install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
