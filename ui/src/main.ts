import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/calm.css";

import { mount } from "svelte";

import App from "./shell/App.svelte";
import { followAppearance } from "./state/appearance.svelte";

followAppearance();
const target = document.getElementById("app");
if (target) mount(App, { target });
