/** One thing that was looked at. */
export interface Finding {
  kind: 'ok' | 'wrong' | 'note';
  /** What it is about, in a word or two. */
  what: string;
  text: string;
}

/** What a check has found: all of it, in order. */
export class Findings {
  readonly all: Finding[] = [];

  ok(what: string, text: string): void {
    this.all.push({ kind: 'ok', what, text });
  }

  wrong(what: string, text: string): void {
    this.all.push({ kind: 'wrong', what, text });
  }

  note(what: string, text: string): void {
    this.all.push({ kind: 'note', what, text });
  }

  /** Whether nothing is wrong. */
  get hold(): boolean {
    return this.all.every(({ kind }) => kind !== 'wrong');
  }

  get wrongs(): number {
    return this.all.filter(({ kind }) => kind === 'wrong').length;
  }
}
