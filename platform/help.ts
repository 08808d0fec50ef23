import { optionTable } from './options.ts';

/** What `npm start -- --help` prints: every option with its flag, its variable and what holds without it. */
export function helpText(): string {
  const flags = optionTable.flatMap(({ flag }) => (flag ? [`[${flag}]`] : []));
  return [
    `npm start -- ${flags.join(' ')}`,
    '',
    'Mỗi tùy chọn là một biến môi trường; tham số dòng lệnh được ưu tiên.',
    'Each option is an environment variable; a flag wins over it.',
    ...optionTable.flatMap(({ flag, variable, fallback, fallbackVi, vi, en }) => [
      '',
      `  ${flag ? `${variable}, ${flag}` : variable}`,
      `      ${vi} (${fallbackVi ?? fallback})`,
      `      ${en} (${fallback})`,
    ]),
    '',
  ].join('\n');
}
