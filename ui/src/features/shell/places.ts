/** Where the navigation leads. A place is shown when its screen is there. */
import { Home, Hourglass, Search, Settings, type Icon } from '$lib/ui/icons';

export type Place = { screen: 'today' | 'find' | 'queue' | 'settings'; icon: Icon };

export const places: readonly Place[] = [
  { screen: 'today', icon: Home },
  { screen: 'find', icon: Search },
  { screen: 'queue', icon: Hourglass },
  { screen: 'settings', icon: Settings },
];
