import type { ItemFields, Kind, Vocabulary } from '@sayso/protocol';

/** What a property of a kind is in JavaScript. */
interface Values {
  string: string;
  token: string;
  number: number;
  integer: number;
  boolean: boolean;
  /** A decimal number, rounded to the currency's minor unit. */
  money: number;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1, two letters. */
  country: string;
  items: Item[];
  url: string;
}

/** A shape of the vocabulary as properties: those that are marked with `*` are required. */
type PropsOf<S> = {
  [K in keyof S as K extends `${infer Name}*` ? Name : never]: S[K] extends Kind ? Values[S[K]] : never;
} & {
  [K in keyof S as K extends `${string}*` ? never : K]?: S[K] extends Kind ? Values[S[K]] | undefined : never;
};

/** One thing of a list, a cart or an order; its own names, and none that a policy does not know. */
export type Item = { item_id: string } & Omit<PropsOf<ItemFields>, 'item_id'>;

type Known = { [Name in keyof Vocabulary]: PropsOf<Vocabulary[Name]> };

/**
 * The events that `track` takes, and their properties (docs/events.md). A site adds its own, which its policy's
 * `eventProps` has to know as well:
 *
 *     declare module '@sayso/sdk' {
 *       interface Events {
 *         configure: { colour: string };
 *       }
 *     }
 */
export interface Events extends Known {}

/** What `track` takes after the name: nothing is left out that the event requires. */
export type TrackProps<Name extends keyof Events> =
  Record<never, never> extends Events[Name] ? [props?: Events[Name]] : [props: Events[Name]];

/** Hands an event to the gate. Never throws. */
export type Track = <Name extends keyof Events>(name: Name, ...props: TrackProps<Name>) => void;
