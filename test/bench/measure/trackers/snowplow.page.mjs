// As https://docs.snowplow.io/docs/sources/web-trackers says. Clicks are its two plugins' part; this listener does the least that
// they do, with the same schemas.
import { newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker';

const SCHEMA = 'iglu:com.snowplowanalytics.snowplow';

newTracker('sp', window.standIn, { appId: 'bench', postPath: '/snowplow/tp2' });
trackPageView();
document.addEventListener('click', ({ target }) => {
  const element = target.closest('a, button, [role=button]');
  if (!element) return;
  const event = element.href
    ? {
        schema: `${SCHEMA}/link_click/jsonschema/1-0-1`,
        data: { targetUrl: element.href, elementId: element.id, elementClasses: [...element.classList] },
      }
    : {
        schema: `${SCHEMA}/button_click/jsonschema/1-0-0`,
        data: { label: element.textContent, id: element.id, classes: [...element.classList] },
      };
  trackSelfDescribingEvent({ event });
});
const schema = `${SCHEMA}/site_search/jsonschema/1-0-0`;
window.trackOnce = ({ search_term, results }) =>
  trackSelfDescribingEvent({ event: { schema, data: { terms: [search_term], totalResults: results } } });
