import type { Source, Stage } from './sources.ts';

/** What a visitor fills in. */
const FIELDS =
  'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea';

/**
 * A form that is sent: which one, and how many fields it has. It is called by its `data-sayso-form`, else by the path that
 * it leads to, else by its place in the page. Its own id and name may hold anything.
 */
export function watch({ window, signal, record, cleanUrl, pathOf }: Stage): Source {
  const { document, location } = window;
  document.addEventListener(
    'submit',
    (event) => {
      const [form] = pathOf(event);
      if (!form) return;
      const action = form.getAttribute('action');
      const address = action && cleanUrl(action, form.baseURI)?.split('?')[0];
      const place = [...document.querySelectorAll('form')].indexOf(form as HTMLFormElement) + 1;
      record('form_submit', {
        form_id:
          form.getAttribute('data-sayso-form') ||
          (address ? address.replace(location.origin, '') : `form-${place}`),
        fields: form.querySelectorAll(FIELDS).length,
      });
    },
    { capture: true, passive: true, signal },
  );
  return {};
}
