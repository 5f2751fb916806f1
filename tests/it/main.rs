//! End-to-end tests: few, each proving a wiring that no room can prove alone. One binary, since each links everything.

mod alike;
mod catalogs;
mod cli;
mod dirt;
mod house;
mod kept;
mod project;
mod schemas;
mod shipped;
mod surroundings;
mod third;
