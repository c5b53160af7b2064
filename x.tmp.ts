import { parseYamlTree } from './src/core/yaml/yamlTree.ts';
for (const h of process.argv.slice(2))
  console.log(
    JSON.stringify(parseYamlTree('\n' + JSON.parse('"' + h + '"'), { file: 'x.md' as never, firstLine: 1 })),
  );
