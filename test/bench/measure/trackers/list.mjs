// The trackers that Sayso is measured beside: what their collectors answer, and what they were sent.
import { gunzipSync } from 'node:zlib';

const json = (body) => ({ type: 'application/json', body: JSON.stringify(body) });

/** What PostHog answers to a project in which nothing but events and clicks is on. */
const posthogConfig = {
  token: 'phc_bench',
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  sessionRecording: false,
  heatmaps: false,
  surveys: false,
  defaultIdentifiedOnly: true,
  siteApps: [],
};
const enabled = { __default: { enabled: true, integrations: {} } };
const segmentSettings = {
  integrations: {
    'Segment.io': {
      apiKey: 'bench',
      unbundledIntegrations: [],
      addBundledMetadata: true,
      maybeBundledConfigIds: {},
      versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
    },
  },
  plan: { track: enabled, identify: enabled, group: enabled },
  edgeFunction: {},
  analyticsNextEnabled: true,
  middlewareSettings: {},
  enabledMiddleware: {},
  metrics: { sampleRate: 0 },
  legacyVideoPluginsEnabled: false,
  remotePlugins: [],
};

/**
 * `answer` is what its collector answers to a path, `names` are those of the events in a body that was sent there,
 * `page` and `click` what it calls these. `dress` is what it wants links and buttons to carry.
 */
export const trackers = [
  {
    id: 'posthog',
    name: 'posthog-js',
    page: '$pageview',
    click: '$autocapture',
    answer(path) {
      const config = JSON.stringify(posthogConfig);
      if (path.endsWith('/config.js'))
        return {
          type: 'text/javascript',
          body: `window._POSTHOG_REMOTE_CONFIG={phc_bench:{config:${config},siteApps:[]}}`,
        };
      if (path.endsWith('/config')) return { type: 'application/json', body: config };
      return json(
        path.startsWith('flags') ? { featureFlags: {}, featureFlagPayloads: {}, flags: {} } : { status: 1 },
      );
    },
    names(path, body) {
      if (!/^(e|i\/v0\/e)\/$/.test(path)) return [];
      const text = body[0] === 0x1f ? gunzipSync(body) : body;
      const sent = JSON.parse(String(text));
      return [sent.batch ?? sent.data ?? sent].flat().map(({ event }) => event);
    },
  },
  {
    id: 'segment',
    name: '@segment/analytics-next',
    page: 'page',
    click: 'click',
    answer: (path) => json(path.endsWith('/settings') ? segmentSettings : { success: true }),
    names: (path, body) =>
      /^v1\/[a-z]$/.test(path) ? [JSON.parse(String(body))].map(({ type, event }) => event ?? type) : [],
  },
  {
    id: 'snowplow',
    name: '@snowplow/browser-tracker',
    page: 'pv',
    click: 'click',
    answer: () => ({ type: 'text/plain', body: 'ok' }),
    names: (_, body) =>
      JSON.parse(String(body)).data.map(({ e, ue_px, ue_pr }) => {
        const event = ue_px ? String(Buffer.from(ue_px, 'base64url')) : (ue_pr ?? '');
        return /(?:link|button)_click/.test(event) ? 'click' : event.includes('site_search') ? 'search' : e;
      }),
  },
  {
    id: 'openpanel',
    name: '@openpanel/web',
    page: 'screen_view',
    click: 'click',
    dress: ['data-track', 'click'],
    answer: () => json({ deviceId: 'd'.repeat(64), sessionId: 's'.repeat(36) }),
    names: (_, body) => [JSON.parse(String(body)).payload.name],
  },
  {
    id: 'plausible',
    name: '@plausible-analytics/tracker',
    page: 'pageview',
    click: 'click',
    dress: ['class', 'plausible-event-name=click'],
    answer: () => ({ status: 202, type: 'text/plain', body: 'ok' }),
    names: (_, body) => [JSON.parse(String(body)).n],
  },
];
