/** The one cookie: all that is remembered of a visitor. */
export interface Storage {
  /** Its value; null if there is none, more than one (then none can be trusted), or no leave to look. */
  read(): string | null;
  /** Seconds to live; 0 or less deletes it. Whether it stuck, `read` tells. */
  write(value: string, seconds: number): void;
}

export const openStorage = (document: { cookie: string }, name: string, https: boolean): Storage => ({
  read() {
    try {
      const [found, more] = document.cookie.split('; ').filter((pair) => pair.startsWith(`${name}=`));
      return found && !more ? found.slice(name.length + 1) : null;
    } catch {
      // A sandboxed frame.
      return null;
    }
  },
  write(value, seconds) {
    try {
      document.cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${https ? '; Secure' : ''}`;
    } catch {
      // Then the page remembers for as long as it lives.
    }
  },
});
