/**
 * A score as plain data: everything that the text of a `.marble` file says, and nothing about how it is drawn
 * or played. Times (`at`, `ms`) are milliseconds since the scene began; columns count from 0, the scene's first.
 */
export interface Score {
  /** Where it was read from, for messages. */
  readonly file: string;
  /** The `#` line. */
  readonly title: string;
  /** What counts for all scenes. */
  readonly preamble: Preamble;
  /** In the order of the file. */
  readonly scenes: readonly Scene[];
}

/** What a score or a scene says before its first lane. A scene's own word goes before that of its score. */
export interface Preamble {
  /** Lines as written; an empty line parts two paragraphs. */
  readonly prose: readonly string[];
  /** Clauses of the specification, e.g. `LIV-2`. */
  readonly proves: readonly string[];
  /** What the letters stand for. */
  readonly where: readonly Naming[];
  /** The length of one column. */
  readonly tempo: Duration | null;
  /** In an instant, lanes act from top to bottom, and that order is part of the rule. */
  readonly tie: boolean;
}

/** `where z = lost, offline`: the letter and the values of one instant for which it stands, in order. */
export interface Naming {
  /** The letter. */
  readonly mark: string;
  /** What it stands for. */
  readonly values: readonly string[];
}

/** A length of time in ms, and as it was written. */
export interface Duration {
  /** As written: `4s`. */
  readonly text: string;
  /** In ms. */
  readonly ms: number;
}

/** One situation of the rule: what is given, the word, and what is expected. */
export interface Scene {
  /** The `##` line. */
  readonly title: string;
  /** Number of its `##` line in the file, from 1. */
  readonly line: number;
  /** What counts for this scene. */
  readonly preamble: Preamble;
  /** Its time. */
  readonly ruler: Ruler;
  /** The lanes above the word. */
  readonly given: readonly Lane[];
  /** The word that turns what is given into what is expected. */
  readonly word: string;
  /** What stands behind the word. */
  readonly options: readonly Option[];
  /** The lanes below the word. */
  readonly expected: readonly Lane[];
}

/** `offline=5s`: the text stands as written; the word decides what it means. */
export interface Option {
  /** Left of `=`. */
  readonly name: string;
  /** Right of `=`. */
  readonly text: string;
}

/** The time of a scene: which instant each column is. */
export interface Ruler {
  /** Empty when the scene has no `time` lane. */
  readonly labels: readonly Label[];
  /** Columns of `~`, behind which the next label says what time it is. */
  readonly folds: readonly number[];
  /** Instants with a name of their own, such as `T4`. */
  readonly points: readonly Label[];
  /** Lengths of time that the scene shows. */
  readonly spans: readonly Span[];
  /** The instant of each column in ms; `null` inside a fold, where nothing can happen. */
  readonly instants: readonly (number | null)[];
}

/** An instant that the ruler names; the label begins at its column. */
export interface Label {
  /** Where it begins. */
  readonly column: number;
  /** As written. */
  readonly text: string;
  /** The instant, in ms. */
  readonly at: number;
}

/** A length of time that the scene shows, from column `from` to column `to`. */
export interface Span extends Duration {
  /** Its first column. */
  readonly from: number;
  /** Its last column. */
  readonly to: number;
  /** Counts the lines of spans, from 0. */
  readonly row: number;
}

/** A lane lives from column `start` up to, not including, column `end`. */
export interface Lane {
  /** Several lanes may have one: a staircase. */
  readonly name: string;
  /** In a lane of states each value holds until the next (`A===O==`); in one of events it does not (`a---b--`). */
  readonly kind: 'states' | 'events';
  /** Its first column. */
  readonly start: number;
  /** The column behind its last. */
  readonly end: number;
  /** In the order of their columns. */
  readonly events: readonly LaneEvent[];
}

/** What happens in one column of a lane. */
export interface LaneEvent {
  /** Where. */
  readonly column: number;
  /** The instant, in ms. */
  readonly at: number;
  /** The character in the lane. */
  readonly mark: string;
  /**
   * What it stands for: values, or `^` (subscribed), `!` (left), `|` (complete), `#` (error). A letter without
   * `where` stands for itself, and among expected states for the value of which it is the initial.
   */
  readonly values: readonly string[];
}
