// As https://segment.com/docs/connections/sources/catalog/libraries/website/javascript says. It has no capture of clicks: its
// README shows a listener, here for links and buttons.
import { AnalyticsBrowser } from '@segment/analytics-next';

const { host } = new URL(window.standIn);
const analytics = AnalyticsBrowser.load(
  { writeKey: 'bench', cdnURL: `${window.standIn}/segment` },
  { integrations: { 'Segment.io': { apiHost: `${host}/segment/v1`, protocol: 'http' } } },
);
analytics.page();
document.addEventListener('click', ({ target }) => {
  const element = target.closest('a, button, [role=button]');
  if (element)
    analytics.track('click', { tag: element.localName, text: element.textContent, href: element.href });
});
window.trackOnce = (props) => analytics.track('search', props);
