/** Every component in its states, on one page. Development only. */
import '../src/lib/styles/index.css';
import { mount } from 'svelte';
import { worldFrom } from '../src/lib/host/fake';
import Gallery from './Gallery.svelte';

const world = worldFrom(location.search);
document.documentElement.dataset['theme'] = world.theme;
document.documentElement.dataset['scale'] = String(world.scale);
const target = document.getElementById('app');
if (target) mount(Gallery, { target });
