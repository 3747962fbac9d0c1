// What lists of the edition can do beyond being read.
import "./lead.js";
