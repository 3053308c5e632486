// The page, for the server and for the browser.
import { Gate, SaysoProvider, useConsent, useTrack } from '@sayso/react';

export function Page({ sayso }) {
  return (
    <SaysoProvider sayso={sayso}>
      <h1>Fernwood</h1>
      <Search />
      <Film />
      <Choices />
    </SaysoProvider>
  );
}

/** An event is handed over in any case: it leaves the browser only if its purpose is allowed. */
function Search() {
  const track = useTrack();
  const search = (event) => {
    event.preventDefault();
    track('search', { search_term: new FormData(event.currentTarget).get('term'), results: 0 });
  };
  return (
    <form onSubmit={search}>
      <label>
        Search <input name="term" />
      </label>
      <button type="submit">Go</button>
    </form>
  );
}

/** What loads from elsewhere waits for its purpose. */
function Film() {
  return (
    <Gate purpose="marketing" fallback={<p>A film about kettles, once you allow marketing.</p>}>
      <iframe title="A film about kettles" srcDoc="<p>The film.</p>" />
    </Gate>
  );
}

/** The way back, and what is so. */
function Choices() {
  const { ready, allowed, open, withdraw } = useConsent();
  const names = Object.keys(allowed).filter((id) => allowed[id]);
  return (
    <footer>
      <p>{ready ? `You allow: ${names.join(', ')}` : 'Nothing is known yet, and nothing is allowed.'}</p>
      <button type="button" onClick={open}>
        Your privacy choices
      </button>
      <button type="button" onClick={() => withdraw()}>
        Allow nothing
      </button>
    </footer>
  );
}
