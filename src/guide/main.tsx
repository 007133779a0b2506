import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followTheme, keptTheme } from '../state/theme';
import '../styles/tokens.css';
import '../styles/base.css';
import { GuidePage } from './GuidePage';

const root = document.getElementById('root');
if (!root) throw new Error('guide.html has no element with the id "root"');
followTheme(keptTheme);

createRoot(root).render(
  <StrictMode>
    <GuidePage />
  </StrictMode>,
);
