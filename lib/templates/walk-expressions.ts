import { type Template, type Token, TokenKind, TypeGuards, Value } from "liquidjs";
import type { Variable } from "@/lib/templates/nodes";

/** What stands in an expression or in the arguments of a tag. */
export interface Contents {
  variables: Variable[];
  filters: { name: string; begin: number }[];
  /** Ranges such as (1..5), which only `{% for %}` can count up safely. */
  ranges: Token[];
  /** Where values stand side by side without an operator between them, or an operator without its values. */
  unjoined: Token[];
  /** How much there is to evaluate. */
  size: number;
}

type Argument = NonNullable<Template["arguments"]> extends () => Iterable<infer Each> ? Each : never;

export function contentsOf(args: Iterable<Argument | Token>): Contents {
  const contents: Contents = { variables: [], filters: [], ranges: [], unjoined: [], size: 0 };
  for (const arg of args) addArgument(contents, arg);
  return contents;
}

function addArgument(contents: Contents, arg: Argument | Token | undefined): void {
  if (arg instanceof Value) {
    const { postfix } = arg.initial;
    const [first, ...others] = postfix;
    if (first && !isWhole(postfix)) contents.unjoined.push(others.at(0) ?? first);
    for (const token of postfix) addToken(contents, token);
    for (const filter of arg.filters) {
      contents.size++;
      contents.filters.push({ name: filter.name, begin: beginOf(filter) });
      for (const each of filter.args) addToken(contents, Array.isArray(each) ? each[1] : each);
    }
  } else addToken(contents, arg);
}

/** Whether operators leave one value; LiquidJS takes the first of what is left. */
function isWhole(postfix: readonly Token[]): boolean {
  let values = 0;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) values++;
    else if (token.operator !== "not") values--;
    if (values < 1) return false;
  }
  return values === 1;
}

/** LiquidJS keeps a filter's place to itself. */
const beginOf = (filter: object) => (filter as { token: Token }).token.begin;

function addToken(contents: Contents, token: Token | undefined): void {
  if (!token) return;
  contents.size++;
  if (TypeGuards.isRangeToken(token)) {
    contents.ranges.push(token);
    addToken(contents, token.lhs);
    addToken(contents, token.rhs);
  } else if (TypeGuards.isPropertyAccessToken(token)) {
    const { variable, props, begin, end } = token;
    if (variable) addToken(contents, variable);
    else contents.variables.push({ path: staticPath(props), begin, end });
    contents.size += props.length;
    for (const prop of props) if (!isName(prop)) addToken(contents, prop);
  }
}

/** A path as far as it is written out: of `event.items[at].price` it is `event.items`. */
export function staticPath(props: readonly Token[]): (string | number)[] {
  const dynamic = props.findIndex((prop) => !isName(prop));
  const names = dynamic === -1 ? props : props.slice(0, dynamic);
  return names.map((prop) => (prop as Token & { content: string | number }).content);
}

const NAMES = [TokenKind.Word, TokenKind.Quoted, TokenKind.Number];

export const isName = ({ kind }: Token): boolean => NAMES.includes(kind);
