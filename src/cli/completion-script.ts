import type { Argument, Command, Option } from 'commander';

/** Shells that a script can be written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of the shells. */
export type Shell = (typeof SHELLS)[number];

/** The completion script of a shell for a program, its commands, options and their choices. */
export function toCompletionScript(program: Command, shell: Shell): string {
  const words = wordsOf(program);
  switch (shell) {
    case 'bash':
      return toBash(words);
    case 'zsh':
      return toZsh(words);
    case 'fish':
      return toFish(words);
  }
}

/** What may follow one command: `path` is the command's words after the program's name. */
interface CommandWords {
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Option[];
  readonly choices: readonly string[];
}

function wordsOf(command: Command, path: readonly string[] = []): readonly CommandWords[] {
  const own: CommandWords = {
    path,
    commands: command.commands.map((each) => ({ name: each.name(), description: each.description() })),
    options: command.createHelp().visibleOptions(command),
    choices: command.registeredArguments.flatMap((argument: Argument) => argument.argChoices ?? []),
  };
  return [own, ...command.commands.flatMap((each) => wordsOf(each, [...path, each.name()]))];
}

function namesOf({ commands, options, choices }: CommandWords): readonly string[] {
  const flags = options.flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined));
  return [...commands.map(({ name }) => name), ...choices, ...flags];
}

function pathText({ path }: CommandWords): string {
  return path.join(' ');
}

/** Options that take one of a few values, with the flags that lead to them. */
function valuesOf({ options }: CommandWords): readonly { readonly flags: string; readonly values: string }[] {
  return options
    .filter(({ argChoices }) => argChoices !== undefined)
    .map(({ short, long, argChoices }) => ({
      flags: [short, long].filter((flag) => flag !== undefined).join('|'),
      values: (argChoices ?? []).join(' '),
    }));
}

function toBash(words: readonly CommandWords[]): string {
  return `# bash completion of corroborate
_corroborate() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path=""
  local word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
${pathCases(words)}    esac
  done
  local names=""
  case "$path" in
${words.map(bashCase).join('')}  esac
  COMPREPLY=($(compgen -W "$names" -- "$current"))
  [[ -n "\${COMPREPLY[*]}" || "$current" == -* ]] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _corroborate corroborate
`;
}

function pathCases(words: readonly CommandWords[]): string {
  const paths = words.filter(({ path }) => path.length > 0);
  return paths.map((each) => `      "${shellPath(each)}") path="${shellPath(each)}" ;;\n`).join('');
}

/** Every word of the path behind a blank, so that the path of the program itself is empty. */
function shellPath({ path }: CommandWords): string {
  return path.map((word) => ` ${word}`).join('');
}

function bashCase(each: CommandWords): string {
  const values = valuesOf(each).map(({ flags, values: of }) => `        ${flags}) names="${of}" ;;\n`);
  return `    "${shellPath(each)}")
      case "$previous" in
${values.join('')}        *) names="${namesOf(each).join(' ')}" ;;
      esac ;;
`;
}

function toZsh(words: readonly CommandWords[]): string {
  return `#compdef corroborate
# zsh completion of corroborate
_corroborate() {
  local path_words="" word
  local -a names
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$path_words $word" in
${pathCases(words).replaceAll(') path=', ') path_words=')}    esac
  done
  case "$path_words" in
${words.map(zshCase).join('')}  esac
  compadd -- $names
  _files
}
if [ "$funcstack[1]" = "_corroborate" ]; then
  _corroborate "$@"
else
  compdef _corroborate corroborate
fi
`;
}

function zshCase(each: CommandWords): string {
  const values = valuesOf(each).map(({ flags, values: of }) => `        ${flags}) names=(${of}) ;;\n`);
  return `    "${shellPath(each)}")
      case "\${words[CURRENT-1]}" in
${values.join('')}        *) names=(${namesOf(each).join(' ')}) ;;
      esac ;;
`;
}

function toFish(words: readonly CommandWords[]): string {
  return `# fish completion of corroborate\n${words.map(fishLines).join('')}`;
}

function fishLines(each: CommandWords): string {
  const condition = fishCondition(each);
  const commands = each.commands.map(({ name, description }) => {
    return `complete -c corroborate -n '${condition}' -f -a ${name} -d ${fishText(description)}\n`;
  });
  const choices = each.choices.map((choice) => `complete -c corroborate -n '${condition}' -f -a ${choice}\n`);
  return [...commands, ...choices, ...each.options.map((option) => fishOption(option, condition))].join('');
}

function fishCondition(each: CommandWords): string {
  const path = pathText(each);
  if (path === '') return '__fish_use_subcommand';
  const inside = each.path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
  const names = each.commands.map(({ name }) => name).join(' ');
  return names === '' ? inside : `${inside}; and not __fish_seen_subcommand_from ${names}`;
}

function fishOption({ short, long, argChoices, description, required }: Option, condition: string): string {
  const parts = [`complete -c corroborate -n '${condition}'`];
  if (short !== undefined) parts.push(`-s ${short.replace(/^-/, '')}`);
  if (long !== undefined) parts.push(`-l ${long.replace(/^--/, '')}`);
  if (argChoices !== undefined) parts.push(`-x -a '${argChoices.join(' ')}'`);
  else if (required) parts.push('-r');
  return `${parts.join(' ')} -d ${fishText(description)}\n`;
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
