import type { Ink } from './shape.js';

/** The ground that a picture is made for: a white page or a dark one. */
export type Theme = 'light' | 'dark';

/** Every text has at least 4.5 : 1 against what it stands on. */
export const palettes: Readonly<Record<Theme, Readonly<Record<Ink, string>>>> = {
  light: {
    ...{ ground: '#ffffff', panel: '#f3f5f8', hair: '#e3e8ee', line: '#a3adb8', muted: '#59636e', ink: '#1f2328' },
    ...{ 'good fill': '#d3f1e4', 'good edge': '#3aa981', 'good text': '#0a553d' },
    ...{ 'waiting fill': '#fdebc4', 'waiting edge': '#dd9c1c', 'waiting text': '#724700' },
    ...{ 'bad fill': '#fddfdb', 'bad edge': '#d9554a', 'bad text': '#96201a' },
    ...{ 'rest fill': '#eaeef2', 'rest edge': '#97a1ac', 'rest text': '#474f58' },
    ...{ 'plain fill': '#e0eafc', 'plain edge': '#5f8fe3', 'plain text': '#1d4a9c' },
  },
  dark: {
    ...{ ground: '#0d1117', panel: '#171d26', hair: '#232a33', line: '#59636f', muted: '#9aa5b1', ink: '#e6edf3' },
    ...{ 'good fill': '#0f3a2d', 'good edge': '#2c9f78', 'good text': '#83e4bd' },
    ...{ 'waiting fill': '#40300d', 'waiting edge': '#be8722', 'waiting text': '#f4cc6c' },
    ...{ 'bad fill': '#4a1b1c', 'bad edge': '#d8584f', 'bad text': '#ffb5ad' },
    ...{ 'rest fill': '#262d37', 'rest edge': '#6e7884', 'rest text': '#b9c3cd' },
    ...{ 'plain fill': '#17294c', 'plain edge': '#5686df', 'plain text': '#abc9ff' },
  },
};
