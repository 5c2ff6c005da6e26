import '$lib/styles/index.css';
import { mount } from 'svelte';
import { wake } from '$lib/host';
import { recallLook } from '$lib/prefs.svelte';
import App from './App.svelte';

recallLook();
await wake();
const target = document.getElementById('app');
if (target) mount(App, { target });
