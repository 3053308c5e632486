// Each tracker as a store would ship it: bundled as this project bundles its own files.
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { minify } from '../../../../rollup.config.mjs';

/** Some of Segment's dependencies know no other modules. */
const commonJs = () => ({
  name: 'common-js',
  transform(code) {
    if (!/\bexports\b/.test(code) || /^\s*(import|export)\b/m.test(code)) return null;
    const asked = [...new Set([...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name))];
    const imports = asked.map((name, i) => `import * as m${i} from ${JSON.stringify(name)};`).join('\n');
    const found = asked.map((name, i) => `${JSON.stringify(name)}: m${i}.default ?? m${i}`).join(', ');
    return {
      code: `${imports}\nconst module = { exports: {} };\n(function (module, exports, require) {\n${code}\n}).call(module.exports, module, module.exports, (name) => ({ ${found} })[name]);\nexport default module.exports;`,
      map: null,
      syntheticNamedExports: true,
    };
  },
});

/** The files of a tracker by name; `entry.js` is the one that a page names, the others it asks for itself. */
export async function bundleOf(id) {
  const input = { entry: fileURLToPath(new URL(`${id}.page.mjs`, import.meta.url)) };
  const plugins = [nodeResolve({ browser: true }), commonJs(), minify(true)];
  const made = await rollup({ input, plugins, onLog: () => {} });
  const { output } = await made.generate({ format: 'es', entryFileNames: '[name].js' });
  await made.close();
  return new Map(output.map(({ fileName, code }) => [fileName, code]));
}
