// As https://plausible.io/docs says; which clicks are captured is said by classes of the page.
import { init, track } from '@plausible-analytics/tracker';

init({
  domain: 'bench',
  endpoint: `${window.standIn}/plausible/event`,
  captureOnLocalhost: true,
  outboundLinks: true,
  fileDownloads: true,
});
window.trackOnce = (props) => track('search', { props });
