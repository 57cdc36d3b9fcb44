import { expect, it } from 'vitest';
import { toLiteralKeys } from '../../scripts/literal-keys.ts';

it('writes computed keys as the text that they are', () => {
  const module =
    'const _eN = "ec2QueryName";\nexport var A$ = [2, { [_eN]: `DryRun`, [_xN]: _eN }, list[_eN]];\n';
  expect(toLiteralKeys(module)).toBe(
    'const _eN = "ec2QueryName";\nexport var A$ = [2, { "ec2QueryName": `DryRun`, [_xN]: _eN }, list[_eN]];\n',
  );
});

it('changes nothing of what a schema says', async () => {
  const before =
    'const _a = "x";\nconst _b = "y";\nexport var S = [3, _a, { [_a]: 1, [_b]: { [_a]: [_b] } }];\n';
  expect(await schemaOf(toLiteralKeys(before))).toEqual(await schemaOf(before));
  expect(toLiteralKeys(before)).not.toBe(before);
});

async function schemaOf(module: string): Promise<unknown> {
  const { S } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module)}`);
  return S;
}
