import { mountBanner } from '@sayso/banner';
import { createSayso } from '@sayso/sdk';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Page } from './page.jsx';

const root = document.getElementById('root');
const { collector, site, region } = root.dataset;

/** Called once in the browser, never on the server. */
const sayso = () => {
  const made = createSayso({ site, collector, region });
  mountBanner(made);
  return made;
};

hydrateRoot(
  root,
  <StrictMode>
    <Page sayso={sayso} />
  </StrictMode>,
);
