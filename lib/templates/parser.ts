import {
  AssignTag,
  CaptureTag,
  ForTag,
  LiquidError,
  type Output,
  Parser,
  type Tag,
  TagToken,
  type Template,
  type Token,
  Tokenizer,
  type TopLevelToken,
  TypeGuards,
  Value,
} from "liquidjs";
import { compileValue } from "@/lib/templates/compile-value";
import { ownContext, type TemplateContext } from "@/lib/templates/context";
import { LIQUID } from "@/lib/templates/liquid";
import { Insert, Literal, Piece, Text, type Variable } from "@/lib/templates/nodes";
import { type Reference, toInteger } from "@/lib/templates/references";
import { findTextInserts, type MergeTag } from "@/lib/templates/text-inserts";
import { type Contents, contentsOf } from "@/lib/templates/walk-expressions";

/** A template that would be slow or deep to parse is none that somebody wrote by hand. */
export const MAX_PARTS = 4_000;
export const MAX_PART_LENGTH = 4_000;
export const MAX_NESTING = 20;

/** What every node costs when it is rendered, and every name, operator and filter in it. */
const NODE = 10;
const TOKEN = 8;

/** A place that can't be read, with what is wrong in words. */
export class ParseFault extends Error {
  constructor(
    readonly begin: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * LiquidJS's parser, whose text and expressions are nodes of our own: they know where they stand, and tags charge for
 * what they evaluate.
 */
export class TemplateParser extends Parser {
  readonly variables: Variable[] = [];
  readonly contents: Contents[] = [];
  /** Names that the template gives to values itself. */
  readonly locals = new Set<string>();
  readonly faults: ParseFault[] = [];
  #depth = 0;
  #parts = 0;

  constructor(
    private readonly source: string,
    private readonly isField: (code: string) => boolean,
  ) {
    super(LIQUID);
  }

  parseSource(): Template[] {
    const tokens = new Tokenizer(this.source, LIQUID.options.operators).readTopLevelTokens(LIQUID.options);
    for (const token of tokens) if (!TypeGuards.isHTMLToken(token)) this.#count(token);
    return this.parseTokens(tokens);
  }

  override parseToken(token: TopLevelToken, rest: TopLevelToken[]): Tag | Output {
    if (TypeGuards.isHTMLToken(token)) return this.#text(token) as unknown as Output;
    if (token instanceof TagToken) {
      if (token.name === "raw") return this.#raw(token, rest) as unknown as Output;
      return this.#tag(token, rest);
    }
    return this.#expression(token) as unknown as Output;
  }

  #count({ begin, end }: { begin: number; end: number }): void {
    this.#parts++;
    if (this.#parts > MAX_PARTS) throw new ParseFault(begin, TOO_MANY);
    if (end - begin > MAX_PART_LENGTH) throw new ParseFault(begin, TOO_LONG);
  }

  #expression(token: TopLevelToken & { contentRange: [number, number] }): Insert {
    const { operators } = LIQUID.options;
    const tokenizer = new Tokenizer(this.source, operators, undefined, token.contentRange);
    const value = new Value(tokenizer.readFilteredValue(), LIQUID);
    const end = token.contentRange[1] - 1;
    if (this.source[end] === "|") this.faults.push(new ParseFault(end, NO_FILTER));
    const contents = this.#note([value]);
    return new Insert(token, contents.variables, compileValue(value), costOf(contents));
  }

  #tag(token: TagToken, rest: TopLevelToken[]): Tag {
    const TagClass = LIQUID.tags[token.name];
    if (!TagClass) throw new ParseFault(token.begin, `there is no tag ${token.name}`);
    if (this.#depth >= MAX_NESTING) throw new ParseFault(token.begin, TOO_DEEP);
    this.#depth++;
    try {
      const tag = new TagClass(token, rest, LIQUID, this);
      this.#noteTag(tag);
      return tag;
    } catch (error) {
      throw error instanceof ParseFault || LiquidError.is(error) ? error : placed(error, token);
    } finally {
      this.#depth--;
    }
  }

  /** What stands in it is text, whatever it looks like. */
  #raw({ begin, end }: TagToken, rest: TopLevelToken[]): Text {
    const literals: Literal[] = [];
    for (let token = rest.shift(); token; token = rest.shift()) {
      if (token instanceof TagToken) return new Text(this.#piece(begin, token.end), literals);
      literals.push(new Literal(token, token.getText()));
    }
    throw new ParseFault(begin, `tag ${this.source.slice(begin, end)} not closed`);
  }

  #noteTag(tag: Tag & Template): void {
    const contents = this.#note(tag.arguments?.() ?? [], tag instanceof ForTag ? tag.collection : undefined);
    if (tag instanceof AssignTag || tag instanceof CaptureTag) {
      for (const name of tag.localScope()) this.locals.add(typeof name === "string" ? name : name.content);
    }
    if (tag instanceof ForTag) for (const name of tag.blockScope()) this.locals.add(name);
    charge(tag, costOf(contents));
  }

  #note(args: Parameters<typeof contentsOf>[0], counted?: Token): Contents {
    const all = [...args];
    const contents = contentsOf(all);
    for (const arg of all) if (arg instanceof Value) hasten(arg);
    for (const range of contents.ranges) {
      if (range !== counted) this.faults.push(new ParseFault(range.begin, RANGE_ELSEWHERE));
    }
    for (const { begin } of contents.unjoined) this.faults.push(new ParseFault(begin, UNJOINED));
    for (const { name, begin } of contents.filters) {
      if (!Object.hasOwn(LIQUID.filters, name)) this.faults.push(new ParseFault(begin, noFilter(name)));
    }
    this.contents.push(contents);
    this.variables.push(...contents.variables);
    return contents;
  }

  #text(token: Token & { trimLeft: number; getContent(): string }): Text {
    const text = token.getContent();
    const begin = token.begin + token.trimLeft;
    const parts: (Literal | Insert)[] = [];
    const addLiteral = (from: number, to: number) => {
      if (to > from) parts.push(new Literal(this.#piece(begin + from, begin + to), text.slice(from, to)));
    };
    let done = 0;
    for (const found of findTextInserts(text, this.isField)) {
      if ("message" in found) {
        this.faults.push(new ParseFault(begin + found.begin, found.message));
        continue;
      }
      addLiteral(done, found.begin);
      parts.push("code" in found ? this.#mergeTag(found, begin) : this.#reference(found, begin));
      done = found.end;
    }
    addLiteral(done, text.length);
    return new Text(token, parts);
  }

  #mergeTag({ begin, end, code }: MergeTag, offset: number): Insert {
    const variable = { path: [code], begin: offset + begin, end: offset + end };
    const evaluate = (context: TemplateContext) => context.find(variable.path);
    return this.#insert(variable.begin, variable.end, variable, evaluate);
  }

  #reference(reference: Reference, offset: number): Insert {
    const { begin, end, path, pathBegin, pathEnd, quiet } = reference;
    const variable = { path, begin: offset + pathBegin, end: offset + pathEnd };
    const asWritten = this.source.slice(offset + begin, offset + end);
    return this.#insert(offset + begin, offset + end, variable, (context) => {
      const found = context.find(path) ?? undefined;
      const value = reference.toInteger ? toInteger(found) : found;
      return value === undefined && !quiet ? asWritten : value;
    });
  }

  #insert(
    begin: number,
    end: number,
    variable: Variable,
    evaluate: (context: TemplateContext) => unknown,
  ): Insert {
    this.#count({ begin, end });
    this.variables.push(variable);
    return new Insert(this.#piece(begin, end), [variable], evaluate, NODE + TOKEN * variable.path.length);
  }

  #piece = (begin: number, end: number) => new Piece(this.source, begin, end);
}

const TOO_MANY = `the template has more than ${MAX_PARTS.toLocaleString("en")} expressions and tags`;
const TOO_LONG = `one expression is longer than ${MAX_PART_LENGTH.toLocaleString("en")} characters`;
const TOO_DEEP = `tags are nested more than ${MAX_NESTING} deep`;
const RANGE_ELSEWHERE = "a range such as (1..5) can stand in {% for %} alone";
const UNJOINED = "unexpected value or operator";
const NO_FILTER = "expected filter name";
const noFilter = (name: string) => `there is no filter ${name}`;

/** LiquidJS's tags throw plain errors for what is missing after them. */
const placed = (error: unknown, { begin }: Token) =>
  new ParseFault(begin, error instanceof RangeError ? TOO_DEEP : (error as Error).message);

const costOf = ({ size }: Contents) => NODE + TOKEN * size;

/** Tags call it and take the value for what they would wait for. */
function hasten(value: Value): void {
  value.value = compileValue(value) as unknown as Value["value"];
}

/** What a tag evaluates is paid for each time that it does. */
function charge(tag: Tag, cost: number): void {
  const { render } = tag;
  tag.render = (context, emitter) => {
    ownContext(context).budget.spend(cost);
    return render.call(tag, context, emitter);
  };
}
