import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/calm.css";
import "./styles/coarse.css";

import { mount } from "svelte";

import { followPointer } from "./components/pointer.svelte";
import App from "./shell/App.svelte";
import { followAppearance } from "./state/appearance.svelte";

followAppearance();
followPointer();
const target = document.getElementById("app");
if (target) mount(App, { target });
