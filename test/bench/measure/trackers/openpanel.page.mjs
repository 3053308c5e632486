// As https://openpanel.dev/docs/sdks/web says; which clicks are captured is said by attributes of the page.
import { OpenPanel } from '@openpanel/web';

const op = new OpenPanel({
  apiUrl: `${window.standIn}/openpanel`,
  clientId: 'bench',
  trackScreenViews: true,
  trackOutgoingLinks: true,
  trackAttributes: true,
});
window.trackOnce = (props) => op.track('search', props);
