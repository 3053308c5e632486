import type { PolicyDocument, PolicyError } from '@sayso/protocol';

/** What a document may say but this version can't do: publishing it would be a promise that nothing keeps. */
export function unsupported({ capture, cookieDomain }: PolicyDocument): PolicyError[] {
  const paths = [capture.hold && 'capture.hold', cookieDomain !== undefined && 'cookieDomain'];
  return paths.flatMap((path) => (path ? [{ path, message: 'not supported yet in this version' }] : []));
}
