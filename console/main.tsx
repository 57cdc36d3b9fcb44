import '@cloudscape-design/global-styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';
import { noteStepsBack } from './frame/heading-focus.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
noteStepsBack();
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
