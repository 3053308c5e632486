// As https://posthog.com/docs/libraries/js says: page views and clicks are on, by the newest defaults.
import posthog from 'posthog-js';

posthog.init('phc_bench', {
  api_host: `${window.standIn}/posthog`,
  defaults: '2026-08-30',
  // Else it drops what comes faster than ten a second, and 10,000 calls would be measured that do nothing.
  rate_limiting: { events_per_second: 100_000, events_burst_limit: 100_000 },
});
window.trackOnce = (props) => posthog.capture('search', props);
