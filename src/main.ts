import "@fontsource-variable/inter/wght.css";
import "./ui/tokens.css";
import "./ui/controls.css";
import "./ui/panels.css";
import "./ui/results.css";
import "./ui/page.css";
import { startPage } from "./ui/start.tsx";

const stage = document.getElementById("stage");
const page = document.getElementById("page");
if (stage === null || page === null) throw new Error("index.html has no #stage and #page.");
await startPage(stage, page);
